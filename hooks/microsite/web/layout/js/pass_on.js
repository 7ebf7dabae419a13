// Print the page, or pass it on: through the device's own sheet of apps, or else by copying its address.
{
  const box = document.querySelector(".pass-on"), [print, share, told] = box.children;
  const url = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  print.onclick = () => window.print();
  share.onclick = async () => {
    try {
      if (navigator.share) return await navigator.share({ title: document.title, url });
      await navigator.clipboard.writeText(url);
      told.textContent = told.dataset.says;
    } catch (why) {
      if (why.name !== "AbortError") told.textContent = url; // to copy by hand; who closes the sheet of apps wants nothing
    }
  };
  box.hidden = false;
}
