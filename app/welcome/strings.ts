export const strings = {
  title: "Welcome",
  greeting: "Welcome to Troupe",
  steps: "Steps",
  step: (number: number, of: number) => `Step ${number} of ${of}`,
  back: "Back",
  next: "Next",
  skip: "Skip these steps",
  start: "Start to chat",
  failed: "That could not be kept",
  you: {
    title: "Who uses it",
    single: "You alone, without a password",
    singleIs: (loopback: boolean) =>
      loopback
        ? "This is single-user mode. The server listens on 127.0.0.1, so only programs on this machine reach it, and whoever does may see and do everything."
        : "This is single-user mode. The server listens on more than this machine (HOST is not 127.0.0.1): everyone who reaches it may see and do everything. Put something before it that asks who comes, or set HOST=127.0.0.1.",
    kept: "Everything is kept in a folder of this machine (DATA_DIR) and goes nowhere, except what an agent sends to the model that you choose, and what its tools do.",
    accounts: "Accounts",
    accountsAre:
      "There are none yet. An account can be created once they exist; what is here by then stays. Until then, do not open this server to other people.",
  },
  provider: {
    title: "Who answers",
    hint: "Agents think with a model. Pick where it comes from; you can change it at any time.",
    legend: "Provider",
    ready: "Ready",
    default: "Answers by default",
    notSetUp: "Not set up",
    notFound: "Not found",
    model: "Model",
    tryIt: "See whether it answers:",
    isDefault: "It answers wherever an agent names no other model.",
    makeDefault: (name: string) =>
      `To have ${name} answer wherever an agent names no other model, put this line into the file .env and start the server again:`,
    setKey: (name: string) => `To use ${name}:`,
    getKey: "Get a key from",
    putLine: "Put this line into the file .env, in the folder that Troupe was started in:",
    restart: "Start the server again. This page can stay open.",
    lookAgain: "Look again",
    looked: "Looked again.",
    keysStay: "Keys stay on the server. No page ever shows one.",
    install: "Install it from",
    pull: "Get a model:",
    foundByItself: "It is found by itself within a minute; nothing has to be set or started again.",
    elsewhere: "If it runs on another machine, put its address into .env and start the server again:",
    copy: (line: string) => `Copy: ${line}`,
    opensElsewhere: "(opens in a new tab)",
  },
  agent: {
    title: "Whom you talk to",
    hint: "An agent is instructions, a model and tools. The one you choose answers in new chats; @name calls any other.",
    legend: "Agent",
    tools: (names: readonly string[]) => (names.length === 0 ? "No tools" : `Tools: ${names.join(", ")}`),
    workflow: "A workflow: several agents take turns. It begins your first chat.",
    afterwards:
      "Next comes a chat with four suggestions: an answer as it is written, a tool at work, a question to you, and something that waits for your yes.",
  },
} as const;
