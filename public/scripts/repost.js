const form = document.getElementById("repost");
form.requestSubmit();
// The answer serves once: sent again meanwhile, it would be refused, and the person with it.
form.querySelector("button").disabled = true;
