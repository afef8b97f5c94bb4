// Shows /openapi.json. Where that needs a token, the page asks for one and keeps it only as long as it is open.
(() => {
  'use strict';
  const form = document.getElementById('sign-in');
  let token = '';

  const show = (spec) => {
    form.hidden = true;
    window.SwaggerUIBundle({
      spec,
      dom_id: '#addresses',
      validatorUrl: null,
      requestInterceptor: (request) => {
        if (token && !request.headers.Authorization) {
          request.headers.Authorization = `Bearer ${token}`;
        }
        return request;
      },
    });
  };

  const load = async () => {
    const response = await fetch('/openapi.json', token ? { headers: { Authorization: `Bearer ${token}` } } : {});
    if (response.ok) {
      show(await response.json());
    } else {
      form.hidden = false;
    }
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    token = document.getElementById('token').value.trim();
    load();
  });
  load();
})();
