// The IDE registers a service worker. This one keeps nothing: what is shown is what the server has now.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));
