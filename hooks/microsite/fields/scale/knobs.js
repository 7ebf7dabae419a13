// A knob is one thing to turn: by key, by drag, by a tap on it or on a number. The radios keep the answer, as on paper.
document.querySelectorAll(".knob").forEach((knob) => {
  const radios = [...knob.querySelectorAll("input")], ends = knob.closest(".f").querySelectorAll(".ends span"), most = radios.length;
  const dial = document.createElement("div"), range = document.createElement("input"), number = document.createElement("b");
  const chosen = () => radios.findIndex((radio) => radio.checked) + 1;
  const show = () => {
    const at = (range.value = chosen());
    number.textContent = at ? radios[at - 1].value : "?";
    range.ariaValueText = at == 1 || at == most ? ends[+(at > 1)].textContent : at ? number.textContent : knob.dataset.none;
  };
  const turn = (at) => {
    radios.forEach((radio, n) => (radio.checked = n == at - 1));
    show();
  };
  // Where the finger is, as seen from the middle: 270 degrees from the lowest to the highest.
  const under = ({ clientX, clientY }) => {
    const { left, top, width } = dial.getBoundingClientRect();
    const degrees = (Math.atan2(clientX - left - width / 2, top + width / 2 - clientY) * 180) / Math.PI;
    return 1 + Math.round(((Math.max(-135, Math.min(135, degrees)) + 135) / 270) * (most - 1));
  };
  let before;
  const drag = (event) => {
    if (before === undefined || chosen() == under(event)) return;
    turn(under(event));
    range.dispatchEvent(new Event("input", { bubbles: true }));
  };
  dial.onpointerdown = (event) => {
    event.preventDefault();
    dial.setPointerCapture(event.pointerId);
    range.focus({ preventScroll: true });
    before = chosen();
  };
  dial.onpointermove = (event) => event.buttons && drag(event);
  dial.onpointerup = (event) => {
    drag(event);
    before = undefined;
  };
  // Who only scrolls past turns nothing.
  dial.onpointercancel = () => {
    turn(before);
    before = undefined;
  };
  range.oninput = () => range.value == chosen() || turn(+range.value);
  knob.addEventListener("input", ({ target }) => target != range && show());
  knob.closest("form").addEventListener("reset", () => setTimeout(show));
  Object.assign(range, { type: "range", min: 0, max: most, ariaLabel: knob.ariaLabel });
  dial.className = "dial np";
  number.ariaHidden = true;
  knob.role = knob.ariaLabel = null;
  for (const radio of radios) [radio.tabIndex, radio.ariaHidden] = [-1, true];
  dial.append(range, number);
  knob.append(dial);
  show();
});
