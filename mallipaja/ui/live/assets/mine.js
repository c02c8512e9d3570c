/* What everybody sees alike and what is one's own come apart: the first is written once for all. Here they are put
   together into what the page shows. Of the rows of a list all but the first come without what is as in the first. */

export function withMine(told, mine) {
  const { cards, votes, ...rest } = mine;
  const data = { ...told, ...rest };
  if (data.board) data.board = { ...data.board, cards: own(full(data.board.cards), cards) };
  if (data.vote) data.vote = voted({ ...data.vote, items: full(data.vote.items) }, votes);
  return data;
}

function full(rows) {
  return rows.map((row, at) => (at ? { ...rows[0], ...row } : row));
}

function own(cards, mine) {
  if (!mine) return cards;
  return cards.map((card) =>
    mine.own.includes(card.id) ? { ...card, own: true, marks: [mine.mark, ...card.marks] } : card);
}

function voted(vote, mine) {
  if (!mine) return vote;
  const { given, ...rest } = mine;
  const items = vote.items.map((item) => (given[item.id] ? { ...item, ...given[item.id] } : item));
  return { ...vote, ...rest, items };
}
