// The panel beside the IDE in Development: the way to a first answer, tokens, and operations to go on with.
const element = (name, text, ...children) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
};

const copyButton = (label, textOf) => {
  const button = element("button", label);
  button.type = "button";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(await textOf());
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 2000);
  });
  return button;
};

const settings = async () => (await fetch("bcp-config.json")).json();
const samples = (await (await fetch("samples.graphql")).text()).split("\n\n")
  .map(text => [text.slice(2, text.indexOf("\n")), text.slice(text.indexOf("\n") + 1).trimEnd()]);
const { httpHeaders } = await settings();

const panel = element("div", "");
panel.append(element("h2", "A first query"));
panel.append(element("p", httpHeaders
  ? "“Create Document”, then “Run”. A new document contains a query and, under “HTTP Headers”, a token with the role READER, valid for 8 hours."
  : "“Create Document”, put a token under “HTTP Headers” as below, then “Run”."));
if (httpHeaders)
  panel.append(copyButton("Copy a new token, as the value of the header", async () => (await settings()).httpHeaders.Authorization));
panel.append(
  element("h2", "A token with other roles"),
  element("p", "Run one of these in a terminal. Then enter the token under “HTTP Headers”, with the name Authorization, with or without “Bearer ” in front:"),
  element("pre", "dotnet run --project src/Api -- token --role COORDINATOR\ndotnet run --project src/Api -- token --role AGENCY --agency SKHDT"));
for (const [title, text] of samples)
  panel.append(element("h2", title), element("pre", text), copyButton("Copy", () => text));

const help = element("details", "", panel, element("summary", "Start here"));
help.className = "kg-help";
// Open for whoever comes for the first time.
help.open = localStorage.getItem("kg-help") !== "seen";
help.addEventListener("toggle", () => localStorage.setItem("kg-help", "seen"));
document.addEventListener("keydown", event => { if (event.key === "Escape") help.open = false; });
document.body.append(help);
