"""The models' schemas as JSON Schema, and payloads for them: right ones, and every single mutation."""

import json
import random
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"type", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
            "multipleOf", "minLength", "maxLength", "minItems", "maxItems", "items"}
WORDS = "a red kite over green hills at dawn slow pan wind grass clouds 風 🎬 Ünïcode".split()
# Numbers beyond 64 bits are left out: they are a finding here, whatever their type.
OTHER_VALUES = [None, True, False, 0, 1, -1, 5.0, 5.5, "5", "true", "", " ", [], ["a"], {},
                {"a": 1}]


def schemas():
    """The JSON Schema of each built-in model, by its name."""
    found = {}
    for file in sorted((ROOT / "Sources/Schemas/Catalogue").glob("*.json")):
        page = json.loads(file.read_text())
        told = page["input_schema"]
        found[page["model_id"]] = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "required": told["required"],
            "properties": {name: {key: value for key, value in rule.items() if key in KEYWORDS}
                           for name, rule in told["properties"].items()},
        }
    return found


def value(name, rule, chance):
    """A right value of a property."""
    if "enum" in rule:
        return chance.choice(rule["enum"])
    if rule["type"] == "integer":
        return chance.randint(rule.get("minimum", 0), rule.get("maximum", 1 << 31))
    if rule["type"] == "boolean":
        return chance.random() < 0.5
    if name.endswith("_url"):
        return f"https://cdn.example.com/frames/{chance.randint(0, 99_999)}.png"
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(3, 40)))


def right(schema, chance):
    """A payload that the schema accepts."""
    return {name: value(name, rule, chance) for name, rule in schema["properties"].items()
            if name in schema["required"] or chance.random() < 0.7}


def mutations(schema, payload, chance):
    """The same payload with one thing changed, in every way that is known here."""
    yield payload
    for name in payload:
        yield {key: held for key, held in payload.items() if key != name}
        yield {(key + "_x" if key == name else key): held for key, held in payload.items()}
        for other in OTHER_VALUES:
            yield {**payload, name: other}
        rule = schema["properties"][name]
        for word in rule.get("enum", []):
            if isinstance(word, str):
                yield {**payload, name: word.upper()}
                yield {**payload, name: word + " "}
            else:
                yield {**payload, name: str(word)}
                yield {**payload, name: word + 1}
        for edge in ("minimum", "maximum"):
            for step in (-1, 0, 1):
                if edge in rule:
                    yield {**payload, name: rule[edge] + step}
        if "maxLength" in rule:
            for letter in ("a", "é", "🎬"):
                for count in (rule["maxLength"], rule["maxLength"] + 1):
                    yield {**payload, name: letter * count}
    yield {**payload, "unknown": chance.random()}


def cases(count, seed=1):
    """At least `count` pairs of a model and a payload for it."""
    chance = random.Random(seed)
    made = []
    known = schemas()
    while len(made) < count:
        for model, schema in known.items():
            made += [(model, case) for case in mutations(schema, right(schema, chance), chance)]
    return made
