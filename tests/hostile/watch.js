// Opens pages in frames, a few at a time, and says of each what stands in it that could act.
window.watch = async (addresses, width, settle) => {
  const found = [];
  const queue = [...addresses];
  const active = /^[\u0000-\u0020]*(javascript:|vbscript:|data:text)/i;
  const look = (address, page) => {
    const handlers = [], links = [], ids = [];
    for (const element of page.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith("on")) handlers.push(`${element.localName} ${name}`);
        if (/^(href|src|action|formaction|xlink:href|data|srcdoc)$/.test(name) &&
            active.test(value.replace(/[\t\n\r]/g, ""))) links.push(value.slice(0, 80));
      }
    }
    for (const element of page.querySelectorAll("article [id]")) ids.push(element.id);
    found.push({ address, handlers, links, ids, title: page.title, theme: !!page.querySelector("article.md-content__inner"),
                 policy: !!page.querySelector("meta[http-equiv=Content-Security-Policy]") });
  };
  const worker = async () => {
    while (queue.length) {
      const address = queue.shift();
      const frame = document.createElement("iframe");
      frame.width = 800;
      frame.height = 600;
      const loaded = new Promise(done => { frame.onload = () => done(true); setTimeout(done, 900000, false); });
      frame.src = address;
      document.body.append(frame);
      const there = await loaded;
      await new Promise(done => setTimeout(done, settle));
      try {
        if (!there) throw new Error("not loaded in a quarter of an hour");
        look(address, frame.contentDocument);
      } catch (error) {
        found.push({ address, handlers: [], links: [], ids: [], policy: true, error: String(error) });
      }
      frame.remove();
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return found;
};
