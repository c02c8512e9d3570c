"""The least a Streamlit page that saves answers can be: one question, and when it was saved.

It asks for no right, checks no answer and knows one table. The driver writes it with a line of history, on the disk before
the page says so.
"""

import os
import sqlite3
import threading
import uuid
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

TABLES = """
CREATE TABLE IF NOT EXISTS answer (who TEXT, question TEXT, value TEXT, PRIMARY KEY (who, question));
CREATE TABLE IF NOT EXISTS history (seq INTEGER PRIMARY KEY, who TEXT, question TEXT, before TEXT, after TEXT);
"""


@st.cache_resource
def opened() -> tuple[sqlite3.Connection, threading.Lock]:
    path = Path(os.environ["MALLIPAJA_DATA"]) / "least.sqlite3"
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.executescript(TABLES)
    return connection, threading.Lock()


def save(who: str, value: str | None) -> None:
    connection, lock = opened()
    with lock:
        connection.execute("BEGIN IMMEDIATE")
        here = (who, "q")
        before = connection.execute("SELECT value FROM answer WHERE who=? AND question=?", here).fetchone()
        connection.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (*here, value))
        line = (*here, before and before[0], value)
        connection.execute("INSERT INTO history (who, question, before, after) VALUES (?, ?, ?, ?)", line)
        connection.execute("COMMIT")


@st.fragment
def question(who: str) -> None:
    value = st.radio("Question", ["a", "b", "c"], index=None, key="q")
    if value != st.session_state.get("known"):
        save(who, value)
        st.session_state["known"] = value
    st.html(f'<p class="mallipaja-saved" role="status">Saved at {datetime.now(UTC):%H.%M}</p>')


question(st.session_state.setdefault("who", uuid.uuid4().hex))
