import { Readable } from "node:stream";
import { spec, type TestEvent } from "node:test/reporters";

/** The usual report without the lines of what passed: failures and skipped tests in full, and the closing numbers. */
export default async function* shortReporter(events: AsyncIterable<TestEvent>): AsyncGenerator {
  yield* Readable.from(withoutPasses(events)).compose(new spec());
}

/** Starts are held back until something below them is worth a line, since they print the names of the suites above it. */
async function* withoutPasses(events: AsyncIterable<TestEvent>): AsyncGenerator<TestEvent> {
  let starts: TestEvent[] = [];
  for await (const event of events) {
    if (event.type === "test:start") {
      starts.push(event);
    } else if (event.type === "test:pass" && event.data.skip === undefined && starts.length > 0) {
      starts.pop();
    } else {
      if (event.type === "test:fail" || event.type === "test:pass") {
        yield* starts;
        starts = [];
      }
      yield event;
    }
  }
}
