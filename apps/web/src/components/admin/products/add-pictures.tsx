"use client";

import { ImagePlus } from "lucide-react";
import { useId, useState } from "react";

import { buttonClass } from "#components/ui/button-class.ts";
import { cn } from "#components/ui/class-names.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import { mostPictureBytes, uploadPicture } from "#lib/upload-picture.ts";

import { FailureNotice } from "../parts/failure-notice.tsx";

interface AddPicturesProps {
  readonly onAdded: (mediaId: string) => void;
}

interface Refused {
  readonly file: string;
  readonly error: unknown;
}

/** Takes photos from the device, one after the other; each that is refused is named with the reason, the others stay. */
export function AddPictures({ onAdded }: AddPicturesProps) {
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const send = async (files: readonly File[]) => {
    setBusy(true);
    setRefused([]);
    for (const file of files) {
      try {
        onAdded(await uploadPicture(file));
      } catch (error) {
        setRefused((before) => [...before, { file: file.name, error }]);
      }
    }
    setBusy(false);
  };
  return (
    <div className="grid grid-cols-1 gap-2">
      {refused.map(({ file, error }) => (
        <FailureNotice key={file} error={error} title={`${file} was not taken`} />
      ))}
      <div>
        <input
          id={id}
          type="file"
          multiple
          accept="image/jpeg,image/png,image/webp,image/avif,image/gif"
          className="peer sr-only"
          disabled={busy}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => {
            void send([...(target.files ?? [])]);
            target.value = "";
          }}
        />
        <label
          htmlFor={id}
          className={cn(
            buttonClass({ kind: "secondary", size: "small" }),
            "peer-focus-visible:outline-2 peer-focus-visible:outline-offset-3 peer-focus-visible:outline-accent",
            "peer-disabled:opacity-50",
          )}
        >
          {busy ? <Spinner /> : <ImagePlus aria-hidden="true" className="size-4" />}
          Add pictures
        </label>
        <p id={`${id}-hint`} className="mt-1.5 text-12 text-muted">
          JPEG, PNG, WebP, AVIF or GIF, {mostPictureBytes / 2 ** 20} MiB at most; upright ones, 4 to 5, fill the frame.
        </p>
      </div>
    </div>
  );
}
