// The entry: every page loads this one module, which defines the elements and small behaviours of all pages.
import "./toast-note.js";
import "./theme-switch.js";
import "./password-reveal.js";
import "./command-palette.js";
import "./live-updates.js";
import "./overlays.js";
import "./confirm.js";
import "./waiting.js";
import "./installed.js";
import "./app-badge.js";
