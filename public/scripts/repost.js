document.getElementById("repost").requestSubmit();
