// The panel beside the IDE in Development: how to get a token, and operations to start with.
const samples = [
  ["Tasks with their lead and deadlines", `{
  tasks(first: 5) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { label title leadAgency { code name } deadlines { phrase dueOn timeliness } }
  }
}`],
  ["What is overdue, by agency, as of a day", `{
  taskStatistics(groupBy: [AGENCY], asOf: "2022-11-10") {
    agency { code name }
    total completed overdue averagePercentComplete
  }
}`],
  ["Search without diacritics", `{
  tasks(search: "cum cong nghiep") { nodes { label title section { label heading } } }
}`],
  ["Changes, as they commit", `subscription {
  onChange { sequence kind subject subjectId changedFields }
}`],
  ["Who am I?", `{ me { subject name roles agency { code name } } }`],
];

const element = (name, text, ...children) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
};

const panel = element("div", "");
panel.append(
  element("h2", "A token"),
  element("p", "Every request needs one. In a terminal:"),
  element("pre", "dotnet run --project src/Api -- token --role COORDINATOR\ndotnet run --project src/Api -- token --role AGENCY --agency SKHDT"),
  element("p", 'In the IDE: the connection\'s settings → Authorization → Bearer, or the header {"Authorization": "Bearer …"}.'));
for (const [title, text] of samples) {
  const copy = element("button", "Copy");
  copy.type = "button";
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = "Copied";
  });
  panel.append(element("h2", title), element("pre", text), copy);
}

const help = element("details", "", panel, element("summary", "Start here"));
help.className = "kg-help";
document.body.append(help);
