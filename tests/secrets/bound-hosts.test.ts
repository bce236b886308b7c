import { describe, expect, test } from "vitest";
import { mayGoTo, readHosts } from "../../server/secrets/bound-hosts.ts";

describe("where a secret may go", () => {
  test.each([
    ["api.example.com", "https://api.example.com/v1/x", true],
    ["api.example.com", "http://api.example.com/v1/x", false],
    ["api.example.com", "https://api.example.com:8443/", false],
    ["api.example.com", "https://api.example.com.evil.example/", false],
    ["api.example.com", "https://evil.example/api.example.com", false],
    ["api.example.com", "https://api.example.com@evil.example/", false],
    ["api.example.com:8443", "https://api.example.com:8443/", true],
    ["*.example.com", "https://a.b.example.com/", true],
    ["*.example.com", "https://example.com/", false],
    ["http://10.0.0.5:8080/v1", "http://10.0.0.5:8080/v1/models", true],
    ["http://10.0.0.5:8080/v1", "http://10.0.0.5:8080/v1", true],
    ["http://10.0.0.5:8080/v1", "http://10.0.0.5:8080/v10", false],
    ["http://10.0.0.5:8080/v1", "http://10.0.0.5:8080/v1/../admin", false],
    ["http://10.0.0.5:8080/v1", "https://10.0.0.5:8080/v1", false],
    ["https://api.example.com", "https://api.example.com/anything", true],
    ["stdio:files", "stdio:files", true],
    ["stdio:files", "stdio:other", false],
    ["api.example.com", "no address", false],
  ])("%s and %s: %s", (host, address, may) => {
    expect(mayGoTo(readHosts([host]), address)).toBe(may);
  });

  test.each([
    "*",
    "",
    "a b",
    "ftp://example.com",
    "https://user:pass@example.com",
    "https://x.example/?q=1",
    "stdio:A B",
  ])("%j is refused", (host) => {
    expect(() => readHosts([host])).toThrow(/hosts\.0: must be a host/);
  });
});
