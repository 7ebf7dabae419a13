// Initials stand in their ring while they are typed; each has a place of its own around the middle.
document.querySelectorAll(".f-circles").forEach((field) => {
  const around = field.querySelector(".inits"), boxes = [...field.querySelectorAll("[data-ring]")];
  const rings = field.querySelectorAll("circle").length, each = Math.max(...boxes.map((box) => boxes.filter((b) => b.dataset.ring == box.dataset.ring).length));
  const draw = () => {
    around.textContent = "";
    boxes.forEach((box, n) => {
      const ring = +(field.querySelector(`[data-after="${box.name}"]`)?.value || box.dataset.ring), text = box.value.trim();
      if (!text) return;
      const angle = ((n % each) / each + ring * 0.07 + 0.1) * 2 * Math.PI, far = (96 * (ring - 0.5)) / rings, mark = document.createElementNS("http://www.w3.org/2000/svg", "text");
      mark.setAttribute("x", 100 + Math.sin(angle) * far);
      mark.setAttribute("y", 104 - Math.cos(angle) * far);
      mark.textContent = text.length > 5 ? text.slice(0, 4) + "…" : text;
      around.append(mark);
    });
  };
  field.addEventListener("input", draw);
  field.form.addEventListener("reset", () => setTimeout(draw));
});
