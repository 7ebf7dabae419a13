// Initials stand in their ring while they are typed; on a map each has a place of its own around the middle.
document.querySelectorAll(".f-circles").forEach((field) => {
  const around = field.querySelector(".inits"), boxes = [...field.querySelectorAll("[data-ring][name]")], spots = [...field.querySelectorAll(".who-here")];
  const short = (box) => (box.value.trim().length > 5 ? box.value.trim().slice(0, 4) + "…" : box.value.trim());
  const draw = () => {
    field.classList.toggle("cut", boxes.some((box) => short(box).endsWith("…"))); // paper then has the names in full as well
    for (const spot of spots) spot.textContent = short(field.form.elements.namedItem(spot.dataset.for));
    if (!around) return;
    around.textContent = "";
    boxes.forEach((box, n) => {
      const far = 32 * ((field.querySelector(`[data-after="${box.name}"]`).value || box.dataset.ring) - 0.5), angle = ((n + 0.5) / boxes.length) * 2 * Math.PI;
      const mark = document.createElementNS("http://www.w3.org/2000/svg", "text");
      mark.setAttribute("x", 100 + Math.sin(angle) * far);
      mark.setAttribute("y", 104 - Math.cos(angle) * far);
      mark.textContent = short(box);
      if (mark.textContent) around.append(mark);
    });
  };
  field.addEventListener("input", draw);
  field.form.addEventListener("reset", () => setTimeout(draw));
});
