// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// Starts a directory of names and a server for accounts; with a database also the appview. Says where on one line.
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, kind, pdsPort, plcPort, bskyPort, ozonePort] = process.argv.slice(2);
const { TestNetwork, TestNetworkNoAppView } = createRequire(join(modules, "x.js"))("@atproto/dev-env");
// As the installation script of Bluesky sets it; without a word a server takes 5 MiB.
const blobUploadLimit = 52428800;
const pds = { port: Number(pdsPort), hostname: "localhost", inviteRequired: false, blobUploadLimit };
const plc = { port: Number(plcPort) };
const network =
  kind === "whole"
    ? await TestNetwork.create({
        dbPostgresSchema: "nahbar",
        pds,
        plc,
        bsky: { port: Number(bskyPort), dbPostgresSchema: "nahbar_appview" },
        ozone: { port: Number(ozonePort), dbPostgresSchema: "nahbar_ozone" },
      })
    : await TestNetworkNoAppView.create({ pds, plc });
console.log(`NAHBAR_READY ${network.pds.url}`);
const stop = async () => {
  await network.close();
  process.exit(0);
};
process.on("SIGTERM", stop);
