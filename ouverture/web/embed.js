// Gives each frame of Ouverture on this page the height that its chart says.
addEventListener("message", (event) => {
  const height = event.data && event.data.ouverture && Number(event.data.ouverture.height);
  if (!height) return;
  for (const frame of document.querySelectorAll("iframe[data-ouverture]")) {
    if (frame.contentWindow === event.source) frame.style.height = Math.min(Math.max(height, 200), 4000) + "px";
  }
});
