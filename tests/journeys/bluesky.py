# SPDX-FileCopyrightText: 2026 Nahbar contributors
# SPDX-License-Identifier: EUPL-1.2
"""The other side of the journey: accounts on a real Bluesky server, seen and used without Nahbar."""

import time
from dataclasses import dataclass
from typing import Any

import httpx


@dataclass(frozen=True)
class Citizen:
    """An account on the server."""

    server: str
    handle: str
    did: str
    app_password: str
    _token: str

    def get(self, method: str, **query: str) -> Any:
        answer = httpx.get(f"{self.server}/xrpc/{method}", params=query, headers=self._bearer(), timeout=30)
        answer.raise_for_status()
        return answer.json()

    def post(self, method: str, body: dict[str, Any]) -> Any:
        answer = httpx.post(f"{self.server}/xrpc/{method}", json=body, headers=self._bearer(), timeout=30)
        answer.raise_for_status()
        return answer.json()

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token}"}

    def posts(self) -> list[dict[str, Any]]:
        """This account's posts as they lie in its repository, newest first."""
        listed = self.get("com.atproto.repo.listRecords", repo=self.did, collection="app.bsky.feed.post")
        records: list[dict[str, Any]] = listed["records"]
        return records

    def reply(self, parent: dict[str, Any], text: str) -> dict[str, Any]:
        """Answers a post."""
        strong = {"uri": parent["uri"], "cid": parent["cid"]}
        record = {
            "$type": "app.bsky.feed.post",
            "text": text,
            "createdAt": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime()),
            "langs": ["de"],
            "reply": {"root": strong, "parent": strong},
        }
        body = {"repo": self.did, "collection": "app.bsky.feed.post", "record": record}
        made: dict[str, Any] = self.post("com.atproto.repo.createRecord", body)
        return made


def citizen(server: str, name: str) -> Citizen:
    """A new account with an app password."""
    body = {"handle": f"{name}.test", "email": f"{name}@musterau.example", "password": "geheim-geheim"}
    made = httpx.post(f"{server}/xrpc/com.atproto.server.createAccount", json=body, timeout=30)
    made.raise_for_status()
    account = made.json()
    bearer = {"Authorization": f"Bearer {account['accessJwt']}"}
    app = httpx.post(
        f"{server}/xrpc/com.atproto.server.createAppPassword",
        json={"name": "nahbar"},
        headers=bearer,
        timeout=30,
    )
    app.raise_for_status()
    return Citizen(server, body["handle"], account["did"], app.json()["password"], account["accessJwt"])
