// Two conveniences; every page reads the same without them.

// A link to each paragraph, seen when the pointer or the focus is there.
function linkParagraphs(article) {
  const words = article.querySelector(".headerlink")?.title || "¶";
  for (const part of article.querySelectorAll("p[id^='p-'], li[id^='p-']")) {
    const link = document.createElement("a");
    link.className = "para";
    link.href = `#${part.id}`;
    link.textContent = "¶";
    link.setAttribute("aria-label", words);
    part.prepend(link);
  }
}

// A live blog's posts, each from its heading to the next.
function postsOf(article) {
  const posts = new Map();
  for (const heading of article.querySelectorAll("h3[id^='post-']")) {
    const parts = [heading];
    for (let next = heading.nextElementSibling; next && !/^H[23]$/.test(next.tagName); next = next.nextElementSibling) {
      parts.push(next);
    }
    posts.set(heading.id, parts);
  }
  return posts;
}

// Buttons that put the posts in order of time, oldest or newest first; posts without a time stay at the end.
function orderPosts(article) {
  const bar = article.querySelector(".order");
  if (!bar) return;
  const posts = postsOf(article);
  const list = article.querySelector("details.abstract ul");
  const inTime = [...list.querySelectorAll("a[href*='#post-']")].map((link) => link.hash.slice(1));
  const untimed = [...posts.keys()].filter((id) => !inTime.includes(id));
  const buttons = [...bar.querySelectorAll("em")].map((words) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.textContent;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const timed = words.classList.contains("newest") ? [...inTime].reverse() : inTime;
      const end = document.createComment("");
      [...posts.values()].at(-1).at(-1).after(end);
      for (const id of [...timed, ...untimed]) end.before(...(posts.get(id) ?? []));
      end.remove();
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
    });
    words.replaceWith(button);
    return button;
  });
}

// A table that scrolls sideways can be reached with the keyboard, and only then.
function reachTables() {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) sizes.observe(box);
}

window.addEventListener("load", reachTables);

const article = document.querySelector("article");
if (article) {
  linkParagraphs(article);
  orderPosts(article);
}
