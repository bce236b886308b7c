/** What each provider is called, what it is, and what it takes to have it. */
export interface ProviderGuide {
  name: string;
  label: string;
  is: string;
  needs:
    | { kind: "key"; page: string; line: string }
    | { kind: "ollama"; page: string; commands: readonly string[]; line: string }
    | { kind: "address"; lines: readonly string[] }
    | { kind: "nothing" };
}

export const providerGuides: readonly ProviderGuide[] = [
  {
    name: "openai",
    label: "OpenAI",
    is: "GPT models, over the network.",
    needs: { kind: "key", page: "https://platform.openai.com/api-keys", line: "OPENAI_API_KEY=your-key" },
  },
  {
    name: "anthropic",
    label: "Anthropic",
    is: "Claude models, over the network.",
    needs: { kind: "key", page: "https://platform.claude.com/settings/keys", line: "ANTHROPIC_API_KEY=your-key" },
  },
  {
    name: "deepseek",
    label: "DeepSeek",
    is: "DeepSeek models, over the network.",
    needs: { kind: "key", page: "https://platform.deepseek.com/api_keys", line: "DEEPSEEK_API_KEY=your-key" },
  },
  {
    name: "qwen",
    label: "Qwen",
    is: "Qwen models of Alibaba Cloud, over the network.",
    needs: {
      kind: "key",
      page: "https://modelstudio.console.alibabacloud.com/?tab=dashboard#/api-key",
      line: "QWEN_API_KEY=your-key",
    },
  },
  {
    name: "ollama",
    label: "Ollama",
    is: "Open models on this machine. Nothing leaves it.",
    needs: {
      kind: "ollama",
      page: "https://ollama.com/download",
      commands: ["ollama pull qwen3"],
      line: "OLLAMA_URL=http://192.168.1.20:11434",
    },
  },
  {
    name: "local",
    label: "Another server",
    is: "Any that speaks OpenAI’s protocol: llama.cpp, vLLM, LM Studio, a gateway.",
    needs: { kind: "address", lines: ["LOCAL_MODEL_URL=http://127.0.0.1:8080/v1", "LOCAL_MODEL_NAME=default"] },
  },
  {
    name: "demo",
    label: "Demo",
    is: "No AI: a built-in set of rules that streams, uses tools, asks and waits like a model. It always works and costs nothing.",
    needs: { kind: "nothing" },
  },
];
