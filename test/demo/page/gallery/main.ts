import { openGallery } from "./gallery-server.ts";
import { STATES } from "./states.ts";

const gallery = await openGallery();
for (const state of Object.keys(STATES)) console.log(gallery.urlOf(state));
