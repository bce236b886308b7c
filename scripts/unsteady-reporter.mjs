// Names the tests that passed only the second time, in a file that `npm test` reads.
import { writeFileSync } from "node:fs";

export default class UnsteadyReporter {
  names = [];

  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky) this.names.push(`${test.module.relativeModuleId} > ${test.fullName}`);
  }

  onTestRunEnd() {
    if (process.env.UNSTEADY_TESTS) writeFileSync(process.env.UNSTEADY_TESTS, JSON.stringify(this.names));
  }
}
