/* What everybody sees alike and what is one's own come apart: the first is written once for all. Here they are put
   together into what the page shows. */

export function withMine(told, mine) {
  const { cards, votes, ...rest } = mine;
  const data = { ...told, ...rest };
  if (cards && data.board) data.board = { ...data.board, cards: data.board.cards.map((card) => marked(card, cards)) };
  if (votes && data.vote) data.vote = voted(data.vote, votes);
  return data;
}

function marked(card, mine) {
  return mine.own.includes(card.id) ? { ...card, own: true, marks: [mine.mark, ...card.marks] } : card;
}

function voted(vote, mine) {
  const { given, ...rest } = mine;
  const items = vote.items.map((item) => (given[item.id] ? { ...item, ...given[item.id] } : item));
  return { ...vote, ...rest, items };
}
