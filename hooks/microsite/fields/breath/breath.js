// The dot follows the path, up while breathing in, down while breathing out. With reduced motion only the words change.
document.querySelectorAll(".f-breath").forEach((field) => {
  const [path, dot] = field.querySelector(".wave").children, clock = field.querySelector(".clock");
  const [button, says] = clock.children, { inhale, exhale, cycles } = field.querySelector(".wave").dataset;
  const still = matchMedia("(prefers-reduced-motion:reduce)"), all = path.getTotalLength();
  let began = 0, top = 0;
  for (let at = 0; at < all; at++) if (path.getPointAtLength(at).y < path.getPointAtLength(top).y) top = at;
  const at = (length) => {
    const { x, y } = path.getPointAtLength(length);
    dot.setAttribute("cx", x);
    dot.setAttribute("cy", y);
  };
  const say = (text) => says.textContent == text || (says.textContent = text);
  const stop = (text) => {
    began = 0;
    at(0);
    say(text);
    button.textContent = clock.dataset.start;
  };
  const step = (now) => {
    if (!began) return;
    const wave = +inhale + +exhale, passed = (now - began) / 1e3, second = passed % wave, up = second < inhale;
    if (passed >= wave * cycles) return stop(clock.dataset.up);
    say(up ? clock.dataset.in : clock.dataset.out);
    if (!still.matches) at(up ? (top * second) / inhale : top + ((all - top) * (second - inhale)) / exhale);
    requestAnimationFrame(step);
  };
  button.onclick = () => {
    if (began) return stop("");
    button.textContent = clock.dataset.stop;
    began = performance.now();
    step(began);
  };
  clock.hidden = false;
});
