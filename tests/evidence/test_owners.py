from unblame.evidence.owners import read_owners


def owners(tmp_path, name, text):
    file = tmp_path / name
    file.write_text(text)
    return read_owners(file)[0]


def test_codeowners(tmp_path):
    text = "# teams\n*.tf @org/platform\n/pay/ @org/pay ops@x.example # both\n[Section]\n"

    assert owners(tmp_path, "CODEOWNERS", text) == {
        "*.tf": "@org/platform",
        "/pay/": "@org/pay ops@x.example",
    }


def test_a_catalogue_of_components(tmp_path):
    text = """
kind: Component
metadata: {name: checkout}
spec: {owner: group:default/payments}
---
kind: Component
metadata: {name: search}
spec: {owner: discovery}
"""

    found = owners(tmp_path, "catalog-info.yaml", text)

    assert found == {"checkout": "payments", "search": "discovery"}


def test_yaml_from_service_to_team(tmp_path):
    text = "checkout: Payments\nsearch: {team: Discovery, contact: '#search'}\n"

    assert owners(tmp_path, "owners.yaml", text) == {"checkout": "Payments", "search": "Discovery"}


def test_broken_yaml_is_a_warning(tmp_path):
    file = tmp_path / "owners.yaml"
    file.write_text("a: [unclosed")

    found, (warning,) = read_owners(file)

    assert found == {}
    assert warning.where == "owners.yaml"
    assert read_owners(tmp_path / "none.yaml")[1][0].where == "none.yaml"
