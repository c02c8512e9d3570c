/* The chosen project stays, and the pilot chosen in it: the page's address names them, and a tab that is opened without one (a
   link of the menu) is told by a cookie, which holds the first letters of the project's id, the pilot's name in addresses and
   nothing else. Where the service only completes the address of a page one has just come to, "back" leads to the page before
   it, not to the same page without the project. */
{
  const completed = ["project", "pilot"];
  const onlyCompletes = (next) => {
    if (next.origin !== location.origin || next.pathname !== location.pathname || next.hash !== location.hash) return false;
    const now = new URLSearchParams(location.search);
    const added = [...next.searchParams.keys()].filter((name) => !now.has(name));
    const kept = [...now].every(([name, value]) => next.searchParams.get(name) === value);
    return kept && added.length > 0 && added.every((name) => completed.includes(name));
  };
  const remember = () => {
    const query = new URLSearchParams(location.search);
    const project = query.get("project") ?? "";
    if (!/^[\w-]{8,36}$/.test(project)) return;
    const [, before, chosen] = /(?:^|; )mallipaja_project=([\w-]+)\.(\w+)/.exec(document.cookie) ?? [];
    const pilot = query.get("pilot") ?? (before === project ? chosen : "");
    const named = /^\w{1,64}$/.test(pilot) ? `${project}.${pilot}` : project;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `mallipaja_project=${named}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  };
  const push = history.pushState.bind(history);
  const replace = history.replaceState.bind(history);
  history.pushState = (state, title, address) => {
    const completes = address && onlyCompletes(new URL(address, location.href));
    (completes ? replace : push)(state, title, address);
    remember();
  };
  history.replaceState = (state, title, address) => {
    replace(state, title, address);
    remember();
  };
  addEventListener("focus", remember);
  remember();
}
