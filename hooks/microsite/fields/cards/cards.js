// Turns the cards one at a time: the one before, the one after, or one drawn blindly.
document.querySelectorAll(".f-cards").forEach((field) => {
  const cards = [...field.querySelectorAll("details")], turn = field.querySelector(".turn");
  let at = -1;
  turn.onclick = ({ target }) => {
    if (!target.value) return;
    const by = +target.value || 1 + Math.floor(Math.random() * (cards.length - 1));
    at = (Math.max(at, by < 0 ? 0 : -1) + by + cards.length) % cards.length;
    cards.forEach((card, n) => (card.open = n == at));
    cards[at].firstElementChild.focus();
  };
  turn.hidden = cards.length < 2;
});
