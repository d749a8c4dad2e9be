// Who carries the media, as the ticket says.
import { Elsewhere } from "./elsewhere.js";
import { Janus } from "./janus.js";
import { Mesh } from "./mesh.js";

const CARRIERS = { mesh: Mesh, janus: Janus, redirect: Elsewhere };

export const carrierFor = (ticket, signals) => new CARRIERS[ticket.kind](ticket, signals);
