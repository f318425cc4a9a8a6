// Fills in the name and the code of a photographed QR code. They stand behind the "#",
// which browsers do not send; here they also leave the address bar and the history.
const form = document.querySelector("[data-recover]");
const [name, code] = decodeURIComponent(location.hash.slice(1)).split(".");
if (location.hash) history.replaceState(null, "", location.pathname);
if (form && name && code) {
  form.elements.sign_in_name.value = name;
  form.elements.code.value = code;
  form.elements.secret.focus();
}
