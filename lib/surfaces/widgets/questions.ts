import * as z from "zod/mini";
import { common, label, name, scalar, words } from "../fields.ts";
import { widget } from "./widget.ts";

const option = z.union([
  z.string().check(z.minLength(1), z.maxLength(300)),
  z.object({
    value: z.string().check(z.minLength(1), z.maxLength(300)),
    label: z.optional(label),
    hint: z.optional(words),
  }),
]);
const options = z.array(option).check(z.minLength(1), z.maxLength(100));

export const formField = z.object({
  name,
  label: z.optional(label),
  kind: z.optional(z.enum(["text", "longText", "number", "date", "time", "email", "choice", "choices", "yesNo"])),
  required: z.optional(z.boolean()),
  options: z.optional(options),
  hint: z.optional(words),
  placeholder: z.optional(label),
  min: z.optional(z.number()),
  max: z.optional(z.number()),
  value: z.optional(z.union([scalar, z.array(z.string()).check(z.maxLength(100))])),
});
export type FormFieldDefinition = z.infer<typeof formField>;

/** What a person answers. */
export const questionWidgets = {
  form: widget({
    says: "Fields that a person fills in. Field names are yours; choice and choices need options.",
    schema: z.object({
      ...common,
      type: z.literal("form"),
      fields: z.array(formField).check(z.minLength(1), z.maxLength(60)),
      submit: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
    }),
    example: {
      type: "form",
      title: "Your trip",
      fields: [
        { name: "destination", label: "Where to?", required: true },
        { name: "start", label: "First day", kind: "date" },
        { name: "people", label: "People", kind: "number", min: 1, max: 12, value: 2 },
        { name: "by", label: "How?", kind: "choice", options: ["train", "plane", "car"] },
        { name: "luggage", label: "With luggage", kind: "yesNo" },
      ],
      submit: "Plan it",
    },
  }),
  choice: widget({
    says: "One question with options to choose from.",
    schema: z.object({
      ...common,
      type: z.literal("choice"),
      question: words,
      options,
      multiple: z.optional(z.boolean()),
    }),
    example: {
      type: "choice",
      question: "Which colour?",
      options: ["red", { value: "green", hint: "easy on the eyes" }, "blue"],
    },
  }),
  questionnaire: widget({
    says: "Several questions, one after the other; without options the answer is free.",
    schema: z.object({
      ...common,
      type: z.literal("questionnaire"),
      questions: z
        .array(z.object({ name, question: words, options: z.optional(options) }))
        .check(z.minLength(1), z.maxLength(30)),
      submit: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
    }),
    example: {
      type: "questionnaire",
      title: "How was it?",
      questions: [
        { name: "again", question: "Would you come again?", options: ["yes", "no", "perhaps"] },
        { name: "missed", question: "What did you miss?" },
      ],
    },
  }),
};
