import { isIP } from "node:net";

const day = /^(\d{4})-(\d{2})-(\d{2})$/;
const time = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** The formats that are checked. A text of any other is a remark, as the standard has it. */
const formats: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDay,
  time: (text) => time.test(text),
  "date-time": (text) => isDay(text.slice(0, 10)) && /^t$/i.test(text[10] ?? "") && time.test(text.slice(11)),
  duration: (text) =>
    text.length < 100 && /^P(?!$)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$/.test(text),
  email: (text) =>
    text.length <= 254 && /^[^\s@"<>]{1,64}@[^\s@]+$/.test(text) && isHost(text.slice(text.indexOf("@") + 1)),
  hostname: isHost,
  ipv4: (text) => isIP(text) === 4,
  ipv6: (text) => isIP(text) === 6 && !text.includes("%"),
  uri: (text) => /^[a-z][a-z0-9+.-]*:/i.test(text) && !/[\s<>"{}|\\^`]/.test(text) && URL.canParse(text),
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
};

export function hasFormat(format: string, text: string): boolean {
  const check = Object.hasOwn(formats, format) ? formats[format] : undefined;
  return check ? check(text) : true;
}

function isDay(text: string): boolean {
  const [, year, month, date] = day.exec(text) ?? [];
  if (!year) return false;
  const most = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(month) >= 1 && Number(month) <= 12 && Number(date) >= 1 && Number(date) <= most;
}

function isHost(text: string): boolean {
  return text.length <= 253 && text.split(".").every((each) => label.test(each));
}
