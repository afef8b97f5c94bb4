// A worker of the IDE, after ide.js.
const of = new URLSearchParams(self.location.search).get("of");
importScripts("../../ide.js");
if (/^[\w.-]+\.js$/.test(of)) importScripts(of);
