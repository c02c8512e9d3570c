"""``mallipaja network``: the measures of a network from tables of ties and nodes. Needs no database."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command("network")
@click.option("--ties", required=True, type=click.Path(path_type=Path), help="CSV: source,target[,weight,…]")
@click.option("--nodes", type=click.Path(path_type=Path), help="CSV: id[,name,sector,responded]")
@click.option("--undirected", is_flag=True, help="A tie in any direction is one tie: A,B and B,A merge.")
@click.option("--weight", is_flag=True, help="Let the column weight count, as strength of the tie.")
@click.option("--seed", default=0, show_default=True, help="Seed of the communities.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON with every measure.")
@click.option(
    "--language",
    type=click.Choice(["en", "fi", "sv"]),
    default="en",
    help="Language of the table and messages.",
)
def command(
    ties: Path,
    nodes: Path | None,
    undirected: bool,
    weight: bool,
    seed: int,
    as_json: bool,
    language: str,
) -> None:
    """Measure a network from a table of ties, and of nodes if there is one.

    Tables are UTF-8 CSV with commas or semicolons; the first line names the columns, others than these are left
    alone. Without --nodes, the nodes are the ends of the ties. A tie that is there twice, a tie to itself and an
    end the nodes do not have are errors. With --undirected the larger weight of A,B and B,A counts. Exits 1 when
    the tables have problems; with --json they are printed as {"problems": [...]}.

    Definitions and normalisation are those of networkx where it has the measure. What is not defined is null, and
    "notes" says why; nothing is ever NaN.

    \b
    nodes, ties          counts (directed: each direction is a tie of its own)
    density              ties / n(n-1), undirected / (n(n-1)/2). Where the column responded
                         says no: over the pairs somebody answered about; density_bounds
                         take the rest as no ties, and as ties
    reciprocity          returned ties / ties, among those who answered; directed only.
                         reciprocity_dyad: pairs tied both ways / pairs tied
    degree_centralization        undirected, Freeman: sum(max - d) / ((n-1)(n-2))
    in_degree_centralization,
    out_degree_centralization    directed: sum(max - d) / (n-1)^2
    betweenness_centralization   sum(max - b) / (n-1)
    components           connected parts, whatever the direction; component_sizes
    degree               ties of the node / (n-1), as networkx.degree_centrality (directed: in
                         and out together); in_degree, out_degree; degree_count: the ties
                         counted; weighted_degree: their weights added
    betweenness          share of the shortest paths between others, over (n-1)(n-2)
    closeness            reachable / sum of distances, times reachable / (n-1); of a directed
                         network distances to the node
    eigenvector          of length 1; of a directed network by the ties a node gets
    constraint,
    effective_size       Burt: structural holes
    clustering, core     ties among contacts; k-core. Without directions. transitivity: ties
                         among contacts over the whole network
    cut_points           nodes whose leaving breaks their part
    communities          Louvain with --seed; modularity
    ei_index             (external - internal) / all ties, by the nodes' sector
    brokerage            Gould and Fernandez: coordinator, itinerant, gatekeeper,
                         representative, liaison; by sector

    With --weight, weights count in weighted_degree, constraint, effective_size, eigenvector and communities. Paths
    are always counted in steps: a weight is a strength, not a length.
    """
    from mallipaja.commands.given_file import content_of, refuse
    from mallipaja.errors import ProblemsError

    try:
        from mallipaja.exchange.edge_list import MOST_BYTES, read_tables

        tables = read_tables(
            content_of(ties, MOST_BYTES),
            content_of(nodes, MOST_BYTES) if nodes else None,
            directed=not undirected,
            weighted=weight,
            names=(str(ties), str(nodes)),
        )
    except ProblemsError as error:
        refuse(error.problems, as_json, language)
    from mallipaja.commands.network_output import as_plain, table
    from mallipaja.i18n import Words
    from mallipaja.network.summary import summary

    found = summary(tables.graph, tables.sectors, tables.silent, weight, seed)
    if as_json:
        plain = as_plain(found, weight)
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        click.echo(table(found, {node.id: node.name for node in tables.nodes}, Words(language)))
