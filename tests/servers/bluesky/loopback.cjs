// SPDX-FileCopyrightText: 2026 Nahbar contributors
// SPDX-License-Identifier: EUPL-1.2
// The test network listens on all interfaces; here nothing listens on any but loopback.
const net = require("node:net");

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...given) {
  if (given[0] && typeof given[0] === "object" && "port" in given[0]) {
    given[0] = { ...given[0], host: "127.0.0.1" };
  } else if (typeof given[0] === "number" || given[0] === undefined) {
    const back = given.find((one) => typeof one === "function");
    given = [{ port: given[0] ?? 0, host: "127.0.0.1" }, ...(back ? [back] : [])];
  }
  return listen.apply(this, given);
};
// Asked for loopback by name, the answer must be the address that listens.
require("node:dns").setDefaultResultOrder("ipv4first");
