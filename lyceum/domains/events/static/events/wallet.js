// The wallet opens without a network from the first visit on: see ui/keeping.js.
import { keepOffline } from "../ui/keeping.js";

keepOffline();
