"use strict";
/* Draws what the bot says with Microsoft's own renderer, and tells the bot what is written and pressed. */

const markdown = window.markdownit({ html: false, linkify: false, breaks: true });
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(named(text));
  result.didProcess = true;
};
const HOST = new AdaptiveCards.HostConfig({
  fontFamily: "'Segoe UI', system-ui, 'DejaVu Sans', sans-serif",
  supportsInteractivity: true,
  actions: { maxActions: 6, actionsOrientation: "horizontal", actionAlignment: "left", buttonSpacing: 8 },
  containerStyles: {
    default: {
      backgroundColor: "#ffffff",
      foregroundColors: {
        default: { default: "#242424", subtle: "#595959" },
        accent: { default: "#4b4f9e", subtle: "#4b4f9e" },
        good: { default: "#1e6b1e", subtle: "#1e6b1e" },
        warning: { default: "#8a4b00", subtle: "#8a4b00" },
        attention: { default: "#a4262c", subtle: "#a4262c" },
      },
    },
  },
});

const at = (id) => document.getElementById(id);
const read = new Map();
const messages = new Map();
const articles = new Map();
let world, person, place = "", version = 0, lowest = true;

const words = () => world.texts[person?.language ?? "sv"];
const lang = () => person?.language ?? "sv";

function named(text) {
  return text.replace(/<at>(.*?)<\/at>/g, "**@$1**");
}

function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

async function ask(address, body) {
  const answer = await fetch(address, body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

function write() {
  const said = words();
  document.documentElement.lang = lang();
  document.title = said.TITLE;
  at("title").textContent = said.TITLE;
  for (const part of document.querySelectorAll("[data-text]")) part.textContent = said[part.dataset.text];
  for (const part of document.querySelectorAll("[data-placeholder]")) part.placeholder = said[part.dataset.placeholder];
  for (const part of document.querySelectorAll("[data-label]")) part.setAttribute("aria-label", said[part.dataset.label]);
  at("about").textContent = person.about[lang()];
  at("now").textContent = world.now[lang()];
}

function conversation(key) {
  return key ? `console:${key}` : person.chat;
}

function drawPlaces() {
  const button = (key, name) => {
    const here = conversation(key);
    const seen = read.get(`${person.id}|${here}`) ?? 0;
    const fresh = [...messages.values()].filter((m) => m.place === here && !m.gone && m.number > seen && m.who !== person.name);
    const made = make("button", { type: "button", onclick: () => enter(key) }, name);
    made.setAttribute("aria-current", String(key === place));
    if (fresh.length && key !== place) {
      made.append(make("span", { className: "new" }, words().UNREAD.replace("{count}", fresh.length)));
    }
    return make("li", {}, made);
  };
  at("own").replaceChildren(button("", words().CHAT));
  at("channels").replaceChildren(...world.places.map((each) => button(each.id, each.name)));
}

function drawMessage(message) {
  const mine = message.who === person.name;
  const head = make("header", {}, make("b", {}, message.who || world.bot), ` ${message.at[lang()]}`);
  if (message.edited) head.append(` (${words().EDITED})`);
  const made = make("article", { className: mine ? "mine" : "", id: message.id }, head);
  if (message.text) made.append(make("div", { className: "said", innerHTML: markdown.render(named(message.text)) }));
  if (message.card) made.append(drawCard(message));
  return made;
}

/* What is drawn stays as long as it says the same: a form half filled in, and where the keyboard is. */
function articleOf(message) {
  const by = `${person.id}|${lang()}`;
  const kept = articles.get(message.id);
  if (kept && kept.message === message && kept.by === by) return kept.article;
  const article = drawMessage(message);
  articles.set(message.id, { message, by, article });
  return article;
}

function put(list, shown) {
  const held = list.contains(document.activeElement) && document.activeElement !== list;
  for (const each of [...list.children]) if (!shown.includes(each)) each.remove();
  shown.forEach((each, index) => {
    if (list.children[index] !== each) list.insertBefore(each, list.children[index] ?? null);
  });
  if (held && !list.contains(document.activeElement)) at("text").focus();
}

function drawCard(message) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = HOST;
  card.parse(message.card);
  card.onExecuteAction = (action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction) {
      window.open(action.url, "_blank", "noopener");
    } else {
      tell({ pressed: action.data ?? {}, message: message.id });
    }
  };
  const drawn = make("div", { className: "card" }, card.render());
  // The renderer gives a group of buttons a role whose children are no menu items.
  for (const part of drawn.querySelectorAll("[role=menubar], [role=menuitem]")) part.removeAttribute("role");
  for (const part of drawn.querySelectorAll(".ac-adaptiveCard")) part.removeAttribute("tabindex");
  return drawn;
}

function drawRoom() {
  const here = conversation(place);
  at("where").textContent = place ? world.places.find((each) => each.id === place).name : words().CHAT;
  const shown = [...messages.values()].filter((each) => each.place === here && !each.gone);
  const list = at("messages");
  put(list, shown.length ? shown.map(articleOf) : [make("p", {}, words().NOTHING_YET)]);
  if (lowest) list.scrollTop = list.scrollHeight;
  read.set(`${person.id}|${here}`, Math.max(0, ...[...messages.values()].map((each) => each.number)));
  drawPlaces();
}

function enter(key, writes = true) {
  place = key;
  lowest = true;
  drawRoom();
  if (!key) ask("/page-api/arrive", { person: person.id }).catch(failed);
  if (writes) at("text").focus();
}

function become(key, writes = true) {
  person = world.people.find((each) => each.id === key);
  write();
  enter(place, writes);
}

function drawPeople() {
  const every = world.people.map((each) => make("option", { value: each.id }, each.name));
  at("person").replaceChildren(...every, make("option", { value: "" }, words().NEW_PERSON));
  at("joins").replaceChildren(...world.places.map((each) => make("option", { value: each.id }, each.name)));
}

function failed() {
  at("status").textContent = words().FAILED;
}

async function tell(said) {
  at("status").textContent = words().WORKING;
  lowest = true;
  try {
    await ask("/page-api/turn", { person: person.id, place, ...said });
    at("status").textContent = "";
  } catch {
    failed();
  }
}

async function passTime(step) {
  const buttons = at("clock").querySelectorAll("button");
  buttons.forEach((each) => (each.disabled = true));
  at("status").textContent = words().PASSING;
  try {
    const answer = await ask("/page-api/time", step);
    world.now = answer.now;
    at("now").textContent = world.now[lang()];
    at("status").textContent = answer.moved ? "" : words().NO_TIME;
  } catch {
    failed();
  }
  buttons.forEach((each) => (each.disabled = false));
}

async function follow() {
  for (;;) {
    try {
      const news = await ask(`/page-api/changes?since=${version}`);
      version = news.version;
      world.now = news.now;
      at("now").textContent = world.now[lang()];
      for (const each of news.messages) {
        each.number = messages.get(each.id)?.number ?? messages.size + 1;
        messages.set(each.id, each);
      }
      if (news.messages.some((each) => each.place === conversation(place))) drawRoom();
      else if (news.messages.length) drawPlaces();
    } catch {
      failed();
      await new Promise((done) => setTimeout(done, 3000));
    }
  }
}

// Whoever goes through the people with the arrow keys stays among them.
let keyed = false;
at("person").onkeydown = (event) => (keyed = event.key !== "Tab");
at("person").onpointerdown = () => (keyed = false);
at("person").onchange = () => {
  at("newcomer").hidden = Boolean(at("person").value);
  if (at("person").value) become(at("person").value, !keyed);
  else if (!keyed) at("name").focus();
};
at("newcomer").onsubmit = async (event) => {
  event.preventDefault();
  try {
    const made = await ask("/page-api/newcomer", { name: at("name").value, place: at("joins").value });
    world.people = (await ask("/page-api/world")).people;
    drawPeople();
    at("person").value = made.id;
    at("newcomer").hidden = true;
    at("name").value = "";
    place = "";
    become(made.id);
  } catch {
    failed();
  }
};
at("write").onsubmit = (event) => {
  event.preventDefault();
  const text = at("text").value;
  if (!text.trim()) return;
  at("text").value = "";
  tell({ text });
};
at("messages").onscroll = (event) => {
  const list = event.target;
  lowest = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
};
at("text").onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    at("write").requestSubmit();
  }
};
at("clock").onsubmit = (event) => {
  event.preventDefault();
  const said = at("until").value;
  if (said.trim()) passTime({ said });
};
for (const each of at("clock").querySelectorAll("[data-hours]")) {
  each.onclick = () => passTime({ hours: Number(each.dataset.hours) });
}

ask("/page-api/world").then((answer) => {
  world = answer;
  person = world.people[0];
  drawPeople();
  become(person.id);
  follow();
});
