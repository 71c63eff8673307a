// Sends the file with its progress shown; without script the form posts the same fields.
export function upload(root, replace) {
  const form = root.querySelector("form[data-nr-upload]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const part = (name) => form.querySelector(`[data-nr-${name}]`);
  const [box, bar, said, send, cancel] = ["progress", "bar", "said", "send", "cancel"].map(part);
  const words = form.dataset;
  let request = null;

  const stop = (sentence) => {
    request = null;
    send.disabled = false;
    cancel.hidden = bar.hidden = true;
    said.textContent = sentence;
    send.focus();
  };
  const start = () => {
    const data = new FormData(form); // before anything is disabled
    request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.responseType = "document";
    request.upload.onprogress = ({ loaded, total }) => {
      bar.value = (100 * loaded) / total;
      // Readers hear every tenth.
      said.textContent = words.sending.replace("#", String(Math.floor((10 * loaded) / total) * 10));
    };
    request.upload.onload = () => {
      bar.removeAttribute("value");
      said.textContent = words.reading;
    };
    request.onload = () => {
      if (request.status < 400) location.assign(request.responseURL);
      else if (request.response?.querySelector("main")) replace(request.response);
      else stop(words.failed);
    };
    request.onerror = () => stop(words.failed);
    request.onabort = () => stop(words.cancelled);
    bar.value = 0;
    box.hidden = bar.hidden = cancel.hidden = false;
    send.disabled = true;
    cancel.focus();
    request.send(data);
  };
  cancel.addEventListener("click", () => request?.abort());
  form.addEventListener("submit", (event) => {
    const file = input.files[0];
    if (!file) return; // the server says it
    event.preventDefault();
    if (request) return;
    if (file.size <= Number(words.max)) return start();
    box.hidden = false;
    stop(words.tooBig);
    input.focus();
  });
}
