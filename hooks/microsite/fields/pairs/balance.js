// The scales tip to the side where more was written.
document.querySelectorAll(".hang").forEach((scales) => {
  const weight = (side) => [...scales.querySelectorAll(`[data-bowl=${side}] textarea`)].reduce((sum, box) => sum + box.value.trim().length, 0);
  const tip = () => {
    const [left, right] = [weight("left"), weight("right")];
    scales.style.setProperty("--tip", (9 * (right - left)) / (right + left + 12));
  };
  scales.addEventListener("input", tip);
  scales.closest("form").addEventListener("reset", () => setTimeout(tip));
});
