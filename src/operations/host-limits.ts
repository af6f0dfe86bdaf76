/** What a host of static sites takes at most. undefined: no limit known. */
export type HostLimit = {
  readonly host: string;
  readonly files: number | undefined;
  readonly siteBytes: number | undefined;
  readonly fileBytes: number | undefined;
};

export type SiteSize = {
  readonly files: number;
  readonly sizeBytes: number;
  readonly largestFileBytes?: number | undefined;
};

/** Whether a site fits a host, and if not, each limit it breaks in words. */
export type HostFit = {
  readonly host: string;
  readonly fits: boolean;
  readonly over: readonly string[];
};

const gigabyte = 1_000_000_000;
const mebibyte = 1_048_576;

/** As the hosts publish them; a web server or object store of one's own has none. */
const hostLimits: readonly HostLimit[] = [
  { host: "GitHub Pages", files: undefined, siteBytes: gigabyte, fileBytes: 100 * mebibyte },
  { host: "GitLab Pages", files: 200_000, siteBytes: gigabyte, fileBytes: undefined },
  {
    host: "Cloudflare Pages (free)",
    files: 20_000,
    siteBytes: undefined,
    fileBytes: 25 * mebibyte,
  },
  {
    host: "Cloudflare Pages (paid)",
    files: 100_000,
    siteBytes: undefined,
    fileBytes: 25 * mebibyte,
  },
];

/** Compares a site, built or forecast, with each known host. */
export function hostFitsFor({ files, sizeBytes, largestFileBytes = 0 }: SiteSize): readonly HostFit[] {
  return hostLimits.map((limit) => {
    const over: string[] = [];
    if (files > (limit.files ?? Infinity)) over.push(`more than ${whole(limit.files)} files`);
    if (sizeBytes > (limit.siteBytes ?? Infinity)) over.push(`more than ${whole(limit.siteBytes, gigabyte)} GB`);
    if (largestFileBytes > (limit.fileBytes ?? Infinity)) {
      over.push(`a file of more than ${whole(limit.fileBytes, mebibyte)} MiB`);
    }
    return { host: limit.host, fits: over.length === 0, over };
  });
}

function whole(value = 0, unit = 1): string {
  return (value / unit).toLocaleString("en");
}
