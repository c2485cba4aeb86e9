// One file: while one worker waits for these browsers, which it starts once, others have the cores.
import "./guardedPageElsewhere.js";
import "./sevenTabs.js";
import "./signIn.js";
import "./signOutQuestion.js";
import "./withoutScripts.js";
