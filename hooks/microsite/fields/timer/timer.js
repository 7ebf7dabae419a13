// Counts down without a sound: the chosen minutes, or phases and turns in order, each begun by hand.
document.querySelectorAll(".f-timer").forEach((field) => {
  const clock = field.querySelector(".clock"), [button, shown, said] = clock.children, words = clock.dataset;
  const steps = [...field.querySelectorAll("[data-minutes]")];
  let step, left, end, ticking;
  const show = () => {
    const seconds = Math.max(0, Math.ceil(left / 1e3));
    shown.textContent = words.left.replace("{time}", Math.trunc(seconds / 60) + ":" + String(seconds % 60).padStart(2, 0));
  };
  const halt = () => {
    clearInterval(ticking);
    ticking = 0;
    button.textContent = words.start;
  };
  const tick = () => {
    left = end - Date.now();
    show();
    if (left > 0) return;
    halt();
    shown.textContent = said.textContent = words.up;
    step.checked = true;
    step = 0;
  };
  button.onclick = () => {
    if (ticking) return halt();
    const next = steps.find((s) => (s.type == "radio") == s.checked) || steps[0];
    if (step != next) left = next.dataset.minutes * 6e4;
    step = next;
    end = Date.now() + left;
    ticking = setInterval(tick, 500);
    button.textContent = words.stop;
    said.textContent = step.dataset.says;
    steps.forEach((s) => s.parentNode.classList.toggle("now", s == step));
    show();
  };
  document.getElementById("sheet").addEventListener("reset", () => {
    halt();
    step = 0;
    shown.textContent = said.textContent = "";
  });
  clock.hidden = false;
});
