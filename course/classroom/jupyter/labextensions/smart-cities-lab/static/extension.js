// The plugin: what a learner finds in the menu "My work", in the command palette and in toolbars.

import { Server } from "./server.js";
import { Telling } from "./telling.js";
import { Keeping, RESTORE, SAVE } from "./keeping.js";
import { MARK, Marking } from "./marking.js";
import { FETCH, FORGET, Temporary } from "./temporary.js";

const OF_THE_MENU = [MARK, null, SAVE, RESTORE, null, FETCH, FORGET]; // null is a line between

const STYLE = ".citylab-mark svg { margin-right: 4px; }";

export async function plugin(shared) {
  const { INotebookTracker } = await shared("@jupyterlab/notebook");
  const apputils = await shared("@jupyterlab/apputils");
  const { IMainMenu } = await shared("@jupyterlab/mainmenu");
  return {
    id: "smart-cities-lab:plugin",
    description: "Marks an assignment, saves all work and brings it back.",
    autoStart: true,
    requires: [INotebookTracker],
    optional: [apputils.ICommandPalette, IMainMenu],
    async activate(app, tracker, palette, menu) {
      const server = new Server(await shared("@jupyterlab/services"), await shared("@jupyterlab/coreutils"));
      const about = await server.about().catch(() => null);
      if (!about) return; // this server is not the course's own
      document.head.appendChild(document.createElement("style")).textContent = STYLE;
      const lumino = await shared("@lumino/widgets");
      const ui = await shared("@jupyterlab/ui-components");
      const telling = new Telling(apputils, lumino);
      new Marking(app, { tracker, server, telling, ui, widgets: apputils, assignments: about.assignments });
      const keeping = new Keeping(app, { tracker, server, telling, largest: about.largest_upload });
      if (palette) addToPalette(palette);
      if (menu) addMenu(app, menu, lumino.Menu);
      new Temporary(app, { tracker, server, telling, keeping, ...about });
    },
  };
}

function addToPalette(palette) {
  for (const command of OF_THE_MENU) if (command) palette.addItem({ command, category: "My work" });
}

function addMenu(app, menu, Menu) {
  const ours = new Menu({ commands: app.commands });
  ours.id = "citylab-menu";
  ours.title.label = "My work";
  for (const command of OF_THE_MENU) ours.addItem(command ? { command } : { type: "separator" });
  menu.addMenu(ours, true, { rank: 50 });
}
