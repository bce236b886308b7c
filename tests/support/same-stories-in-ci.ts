import fc from "fast-check";

// In CI a change is judged by what it changes, not by the luck of a draw. Everywhere else each run draws anew, and what it finds is a fault
// to be mended and a test to be written.
if (process.env.CI === "true") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20261121 });
