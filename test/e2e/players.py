"""Plays whole games over bare WebSockets, as a client that shares no code with termquiz.

Usage: players.py URL PIN NAME...

Each player answers in a way that depends on the player's and the question's index. When the game has ended, prints one JSON object per player: the welcome, the phases, and the result of each question.
"""

import asyncio
import json
import sys

from websockets import connect


def answer_to(question, turn):
    """Returns a valid answer: the turn decides which."""
    kind, options, items = question["type"], question.get("options", []), question.get("items", [])
    if kind in ("choice", "poll"):
        return turn % len(options)
    if kind == "multiple":
        return [turn % len(options)]
    if kind == "boolean":
        return turn % 2 == 0
    if kind == "order":
        return [(turn + position) % len(items) for position in range(len(items))]
    return turn if kind == "number" else f"answer {turn}"


async def play(url, pin, name, index):
    seen = {"name": name, "phases": [], "results": {}, "score": 0, "rank": None, "bye": None, "acknowledged": 0}
    async with connect(url + "/v1/socket", subprotocols=["termquiz.v1"]) as socket:
        await socket.send(json.dumps({"type": "join", "pin": pin, "name": name}))
        answered = set()
        async for text in socket:
            message = json.loads(text)
            kind = message["type"]
            if kind == "welcome":
                seen["welcome"] = message
            elif kind == "stage":
                if not seen["phases"] or seen["phases"][-1] != message["phase"]:
                    seen["phases"].append(message["phase"])
                question = message.get("question")
                if message["phase"] == "question" and question["index"] not in answered:
                    answered.add(question["index"])
                    answer = answer_to(question, index + question["index"])
                    await socket.send(json.dumps({"type": "answer", "question": question["index"], "answer": answer}))
            elif kind == "you":
                if message["answered"] and message["result"] is None:
                    seen["acknowledged"] += 1
                if message["result"] is not None:
                    seen["results"][message["question"]] = message["result"]
                seen["score"], seen["rank"] = message["score"], message["rank"]
            elif kind == "bye":
                seen["bye"] = message["code"]
        seen["close"] = socket.close_code
    return seen


async def main():
    url, pin, *names = sys.argv[1:]
    for seen in await asyncio.gather(*(play(url, pin, name, index) for index, name in enumerate(names))):
        print(json.dumps(seen), flush=True)


asyncio.run(main())
