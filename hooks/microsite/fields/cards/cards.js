// Turns the cards one at a time: the one before, the one after, or one drawn blindly. On a phone they are a pile: the
// first lies open on top.
document.querySelectorAll(".f-cards").forEach((field) => {
  const cards = [...field.querySelectorAll("details")], turn = field.querySelector(".turn"), told = turn.querySelector("span");
  let at = matchMedia("(max-width:44rem)").matches ? 0 : -1;
  const show = () => {
    cards.forEach((card, n) => (card.open = n == at));
    cards.forEach((card, n) => card.classList.toggle("top", n == Math.max(at, 0)));
    told.textContent = Math.max(at, 0) + 1 + " / " + cards.length;
  };
  turn.onclick = ({ target }) => {
    if (!target.value) return;
    const by = +target.value || 1 + Math.floor(Math.random() * (cards.length - 1));
    at = (Math.max(at, by < 0 ? 0 : -1) + by + cards.length) % cards.length;
    show();
    cards[at].firstElementChild.focus();
  };
  turn.hidden = cards.length < 2;
  field.classList.add("pile");
  cards.at(-1)?.after(turn);
  show();
});
