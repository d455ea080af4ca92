import { describe, expect, it } from "vitest";
import {
  FRONTEND,
  frontendMessage,
  textAt,
} from "../../../../src/runtime/stores/embedded/server/frontend.js";
import { PreparedStatements } from "../../../../src/runtime/stores/embedded/server/statements.js";

const none = Buffer.alloc(2);
const parse = (name: string, sql = "SELECT 1") => frontendMessage(FRONTEND.parse, name, sql, none);
const bind = (name: string) =>
  frontendMessage(FRONTEND.bind, "", name, Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 65, 0, 0]));
const describeStatement = (name: string) =>
  frontendMessage(FRONTEND.describe, Buffer.from("S"), name);
const closeStatement = (name: string) => frontendMessage(FRONTEND.close, Buffer.from("S"), name);
const query = frontendMessage(FRONTEND.query, "SELECT 2");

describe("prepared statements", () => {
  it("leave a group alone that parses the unnamed statement it uses", () => {
    const group = [parse(""), bind(""), frontendMessage(FRONTEND.sync)];
    expect(new PreparedStatements(1).prepare(group)).toMatchObject({
      messages: group,
      restored: 0,
    });
  });

  it("give names of their own to each connection, and keep the lengths of messages right", () => {
    const names = [1, 2].map((connection) => {
      const statements = new PreparedStatements(connection);
      const { messages } = statements.prepare([
        parse("s"),
        bind("s"),
        describeStatement("s"),
        closeStatement("s"),
      ]);
      for (const message of messages) expect(message.readInt32BE(1)).toBe(message.length - 1);
      const found = [5, 6, 6, 6].map((start, index) => textAt(messages[index] ?? none, start));
      expect(new Set(found).size).toBe(1);
      return found[0];
    });
    expect(new Set(names).size).toBe(2);
  });

  it("keep what follows a name byte for byte", () => {
    const [, bound = none] = new PreparedStatements(1).prepare([
      parse("long name"),
      bind("long name"),
    ]).messages;
    expect(bound.subarray(-11)).toEqual(bind("x").subarray(-11));
  });

  it("parse the unnamed statement again when a later group uses it", () => {
    const statements = new PreparedStatements(1);
    statements.prepare([parse("", "SELECT 7")]);
    const { messages, restored } = statements.prepare([bind(""), describeStatement("")]);
    expect(restored).toBe(1);
    expect(messages).toEqual([parse("", "SELECT 7"), bind(""), describeStatement("")]);
  });

  it("never let a connection use the unnamed statement of another", () => {
    const statements = new PreparedStatements(1);
    statements.prepare([parse("")]);
    statements.prepare([query]);
    const { messages, restored } = statements.prepare([bind("")]);
    expect(restored).toBe(1);
    expect(messages).toEqual([closeStatement(""), bind("")]);
  });

  it("parse a named statement again after the session has lost it, once", () => {
    const statements = new PreparedStatements(1);
    const [parsed] = statements.prepare([parse("s")]).messages;
    statements.forget();
    const again = statements.prepare([bind("s"), bind("s")]);
    expect(again.restored).toBe(1);
    expect(again.messages[0]).toEqual(parsed);
    expect(statements.prepare([bind("s")]).restored).toBe(0);
  });

  it("tell the statements that a group runs", () => {
    const statements = new PreparedStatements(1);
    statements.prepare([parse("s", "LISTEN a"), parse("", "SELECT 1")]);
    const group = [bind("s"), parse("", "LISTEN b"), bind(""), query];
    expect(statements.prepare(group).statements).toEqual([
      parse("s", "LISTEN a"),
      parse("", "LISTEN b"),
      query,
    ]);
  });

  it("close every name at the end, and nothing twice", () => {
    const statements = new PreparedStatements(1);
    statements.prepare([parse("a"), parse("b"), closeStatement("a")]);
    expect(statements.closeAll()).toHaveLength(1);
    expect(statements.closeAll()).toHaveLength(0);
  });
});
