/**
 * A Socket.IO client in one file, to show what goes over the wire. A packet is text; its first digit is Engine.IO's:
 *
 *   0{…}  the server opens: how often it pings         4…   a message, and then Socket.IO's digit:
 *   1     close                                          40        connect to the namespace; the server answers 40{"sid"}
 *   2     the server pings; 3 is the answer              41        disconnect
 *                                                        42["name",value]    an event
 *                                                        42<n>["name",value] an event that wants an answer …
 *                                                        43<n>[value]        … and the answer to number n
 *                                                        44{"message"}       refused
 *
 * It connects again by itself. `onOpen` is called after every connecting: say there where you are, and the server tells
 * what you have missed.
 */
export function openSocket({ onOpen, onEvent, onState, onPacket }) {
  const longestWait = 10_000;
  let webSocket;
  let isOpen = false;
  let failures = 0;
  let silence;
  let nextTry;
  let nextNumber = 0;
  const answers = new Map();

  function connect() {
    clearTimeout(nextTry);
    onState("connecting");
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    webSocket = new WebSocket(`${scheme}//${location.host}/socket.io/?EIO=4&transport=websocket`);
    webSocket.addEventListener("message", ({ data }) => receive(data));
    webSocket.addEventListener("close", closed);
  }

  function closed() {
    isOpen = false;
    clearTimeout(silence);
    for (const { reject } of answers.values()) reject(new Error("The connection was lost."));
    answers.clear();
    onState("closed");
    // Wait longer after each failure, and never all clients at the same moment.
    const wait = Math.min(longestWait, 500 * 2 ** failures) * (0.5 + Math.random() / 2);
    failures += 1;
    nextTry = setTimeout(connect, wait);
  }

  let patience = 45_000;

  /** A server pings; one that has not been heard for longer than it said is gone, whatever the WebSocket believes. */
  function heard() {
    clearTimeout(silence);
    silence = setTimeout(() => webSocket.close(), patience);
  }

  function receive(packet) {
    heard();
    onPacket("↓", packet);
    if (packet.startsWith("0")) {
      const { pingInterval, pingTimeout } = JSON.parse(packet.slice(1));
      patience = pingInterval + pingTimeout;
      write("40");
    } else if (packet === "1" || packet === "41") {
      webSocket.close();
    } else if (packet === "2") {
      write("3");
    } else if (packet.startsWith("40")) {
      isOpen = true;
      failures = 0;
      onState("open");
      onOpen();
    } else if (packet.startsWith("42")) {
      const [name, value] = JSON.parse(packet.slice(packet.indexOf("[")));
      onEvent(name, value);
    } else if (packet.startsWith("43")) {
      const start = packet.indexOf("[");
      const number = Number(packet.slice(2, start));
      answers.get(number)?.resolve(JSON.parse(packet.slice(start))[0]);
      answers.delete(number);
    } else if (packet.startsWith("44")) {
      onState("refused", JSON.parse(packet.slice(2)).message);
      webSocket.close();
    }
  }

  function write(packet) {
    onPacket("↑", packet);
    webSocket.send(packet);
  }

  connect();
  addEventListener("online", () => {
    if (webSocket.readyState === WebSocket.CLOSED) connect();
  });

  return {
    /** Sends an event and gives the server's answer; fails when the connection is lost before it comes. */
    ask(name, value) {
      if (!isOpen) return Promise.reject(new Error("There is no connection."));
      const number = nextNumber;
      nextNumber += 1;
      return new Promise((resolve, reject) => {
        answers.set(number, { resolve, reject });
        write(`42${number}${JSON.stringify([name, value])}`);
      });
    },
    get isOpen() {
      return isOpen;
    },
  };
}
