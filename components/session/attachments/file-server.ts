import { AppError, isAppError } from "../../../lib/core/errors.ts";
import type { FileInfo } from "../../../lib/files/file-info.ts";
import { callApi } from "../../live/call-api.ts";
import { strings } from "../strings.ts";
import type { FileServer } from "./attachment-store.ts";

/** Files as `/api/v1/files` keeps them. */
export const fileServer: FileServer = {
  send,
  async read(id) {
    try {
      return await callApi<FileInfo>("GET", `/files/${id}`);
    } catch (error) {
      if (isAppError(error) && error.code === "not_found") return null;
      throw error;
    }
  },
  remove: (id) => callApi("DELETE", `/files/${id}`),
};

/** `fetch` does not tell how much of a body has gone up; the older way does. */
function send(file: Blob, name: string, onProgress: (sent: number) => void, signal: AbortSignal): Promise<FileInfo> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/files?name=${encodeURIComponent(name)}`);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      if (request.status === 201) return resolve(request.response as FileInfo);
      const { detail } = (request.response ?? {}) as { detail?: string };
      reject(new AppError("invalid", detail ?? strings.fileRefused(request.status)));
    };
    request.onerror = () => reject(new AppError("unavailable", strings.fileNotSent));
    request.onabort = () => reject(new AppError("gone", strings.fileNotSent));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
